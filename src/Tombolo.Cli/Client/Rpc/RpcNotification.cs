namespace Tombolo.Cli.Client.Rpc;

/// <summary>Something the client tells unasked.</summary>
internal sealed record RpcNotification(string Name, string Summary, Type Parameters);
