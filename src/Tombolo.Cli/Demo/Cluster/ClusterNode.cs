namespace Tombolo.Cli.Demo.Cluster;

/// <summary>Where one node of the demo cluster stands.</summary>
/// <param name="Number">1 and up; the first also has the sample partner beside it.</param>
/// <param name="Port">HTTP and WebSocket; XMPP over TLS is two above it, the other nodes' port three.</param>
/// <param name="Data">Its own data folder.</param>
internal sealed record ClusterNode(int Number, int Port, string Data)
{
    /// <summary>Its settings, written anew at each start: PostgreSQL's socket is elsewhere each time.</summary>
    public string SettingsFile => Data + ".json";

    public int XmppPort => Port + 2;

    public int NodePort => Port + 3;

    public Uri Url => new($"http://localhost:{Port}");
}
