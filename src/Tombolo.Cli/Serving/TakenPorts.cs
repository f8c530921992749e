namespace Tombolo.Cli.Serving;

/// <summary>Says before anything starts which port cannot be had and which flag moves it.</summary>
internal static class TakenPorts
{
    /// <summary>Complains about each port that cannot be had.</summary>
    /// <returns>True when there was anything to complain about.</returns>
    public static bool Complain(IEnumerable<ListenerPort> ports)
    {
        var refused = ports.Where(static port => port.Number != 0 && port.Obstacle is not null).ToList();
        foreach (var port in refused)
        {
            Complaint.Write($"Port {port.Number} ({port.Purpose}) {port.Obstacle}{(port.Flag is null ? "." : $"; choose another with {port.Flag}.")}");
        }

        if (refused.Exists(static port => port.Flag is null))
        {
            Complaint.Write("Choose others with --port N: N is HTTP, N+1 the sample partner, N+2 XMPP.");
        }

        return refused.Count > 0;
    }
}
