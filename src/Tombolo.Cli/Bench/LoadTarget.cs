namespace Tombolo.Cli.Bench;

/// <summary>The server under load: where it listens and how its accounts are made. Loopback only; <see cref="Parse"/> refuses the rest.</summary>
internal sealed record LoadTarget(string Host, int Port, string Domain, LoadTransport Transport, LoadMechanism Mechanism)
{
    /// <summary>Where other nodes of the same cluster listen.</summary>
    public IReadOnlyList<(string Host, int Port)> Others { get; init; } = [];

    /// <summary>How pairs stand on the nodes when there are others.</summary>
    public LoadSpread Spread { get; init; } = LoadSpread.Apart;

    /// <summary>The password of every load account; these accounts exist for the length of a benchmark.</summary>
    public const string Password = "load-0f5f2b71";

    /// <summary>The local part of account <paramref name="index"/>.</summary>
    public static string UserName(int index) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"load{index:D6}");

    /// <summary>Where this account connects. First users go round the nodes, so that every node has as many as any other.</summary>
    public LoadTarget For(int index)
    {
        var (pair, nodes) = (index / 2, Others.Count + 1);
        var away = Spread switch
        {
            LoadSpread.Apart => 1,
            LoadSpread.Even => pair / nodes,
            _ => 0,
        };
        var node = (pair + (index % 2 * away)) % nodes;
        return node == 0 ? this : this with { Host = Others[node - 1].Host, Port = Others[node - 1].Port };
    }

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
