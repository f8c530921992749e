namespace Tombolo.Cli.Bench;

/// <summary>The server under load: where it listens and how its accounts are made. Loopback only; <see cref="Parse"/> refuses the rest.</summary>
internal sealed record LoadTarget(string Host, int Port, string Domain, LoadTransport Transport, LoadMechanism Mechanism)
{
    /// <summary>Port of another node of the same cluster, to which the second user of each pair goes; null for the same one.</summary>
    public int? OtherPort { get; init; }

    /// <summary>The password of every load account; these accounts exist for the length of a benchmark.</summary>
    public const string Password = "load-0f5f2b71";

    /// <summary>The local part of account <paramref name="index"/>.</summary>
    public static string UserName(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"load{index:D6}");

    /// <summary>Where this account connects.</summary>
    public LoadTarget For(int index) => OtherPort is { } other && index % 2 == 1 ? this with { Port = other } : this;

    /// <summary>Takes <c>127.0.0.1:5222</c>, <c>[::1]:5222</c> or <c>localhost:5222</c>; anything beyond this machine is refused.</summary>
    /// <exception cref="FormatException">Not an address and a port, or not a loopback address.</exception>
    public static (string Host, int Port) Parse(string text)
    {
        var colon = text.LastIndexOf(':');
        if (colon <= 0 || !ushort.TryParse(text.AsSpan(colon + 1), out var port))
        {
            throw new FormatException($"'{text}' is not HOST:PORT, for example 127.0.0.1:5222.");
        }

        var host = text[..colon].Trim('[', ']');
        var loopback = host == "localhost" || (System.Net.IPAddress.TryParse(host, out var address) && System.Net.IPAddress.IsLoopback(address));
        return loopback ? (host, port) : throw new FormatException($"'{host}' is not this machine: load goes to loopback only.");
    }
}
