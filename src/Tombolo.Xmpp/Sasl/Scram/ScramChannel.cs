namespace Tombolo.Xmpp.Sasl.Scram;

/// <summary>The channel binding of a connection, for the -PLUS mechanisms.</summary>
/// <param name="Type">Its registered name, such as <c>tls-exporter</c>.</param>
/// <param name="Data">The binding data.</param>
public sealed record ScramChannel(string Type, ReadOnlyMemory<byte> Data);
