namespace Tombolo.Cli.Serving;

/// <summary>Says before anything starts which port is taken and which flag moves it.</summary>
internal static class TakenPorts
{
    /// <summary>Complains about each port that is taken.</summary>
    /// <returns>True when there was anything to complain about.</returns>
    public static bool Complain(IEnumerable<LoopbackPort> ports)
    {
        var taken = ports.Where(static port => port.IsTaken()).ToList();
        foreach (var port in taken)
        {
            Complaint.Write($"Port {port.Number} ({port.Purpose}) is taken by another program.");
        }

        if (taken.Count > 0)
        {
            Complaint.Write("Choose others with --port N: N is HTTP, N+1 the sample partner, N+2 XMPP.");
        }

        return taken.Count > 0;
    }
}
