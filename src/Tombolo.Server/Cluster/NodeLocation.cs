using Tombolo.Server.Transport;

namespace Tombolo.Server.Cluster;

/// <summary>
/// Where clients reach one node from outside, one <c>host:port</c> for each way in. Written as <c>tls=node1.example:5223 starttls=node1.example:5222</c>: what a reader
/// does not know it passes over, so nodes of two versions understand each other.
/// </summary>
/// <param name="DirectTls">With TLS from the first byte; null when nobody is told.</param>
/// <param name="StartTls">With STARTTLS; null when nobody is told.</param>
internal sealed record NodeLocation(string? DirectTls, string? StartTls)
{
    private const string DirectTlsMark = "tls=";
    private const string StartTlsMark = "starttls=";

    public static NodeLocation Of(NodeOptions options) => new(options.Location, options.StartTlsLocation);

    /// <summary>Reads what <see cref="ToString"/> wrote; anything else says nothing.</summary>
    public static NodeLocation Parse(string text)
    {
        var parts = text.Split(' ');
        return new NodeLocation(Behind(DirectTlsMark, parts), Behind(StartTlsMark, parts));
    }

    public bool IsUnknown => this is { DirectTls: null, StartTls: null };

    /// <summary>For a client that comes this way; null when there is nothing to tell it. A WebSocket goes to the one public URL of all nodes, a plain port is on one machine.</summary>
    public string? For(TransportKind way) => way switch
    {
        TransportKind.DirectTls => DirectTls,
        TransportKind.StartTls => StartTls,
        _ => null,
    };

    public override string ToString() =>
        string.Join(' ', new[] { DirectTls is null ? null : DirectTlsMark + DirectTls, StartTls is null ? null : StartTlsMark + StartTls }.OfType<string>());

    private static string? Behind(string mark, string[] parts) =>
        parts.FirstOrDefault(part => part.Length > mark.Length && part.StartsWith(mark, StringComparison.Ordinal))?[mark.Length..];
}
