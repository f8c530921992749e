namespace Tombolo.Server.Cluster;

/// <summary>A stanza of the host to an account's devices.</summary>
/// <param name="From">The <c>from</c> attribute: the host's domain, or the account that the notice is about.</param>
/// <param name="Payload">One complete element in UTF-8 that declares its own namespace.</param>
/// <param name="ExceptDevice">A device that does not get it (the one that made the change); 0 for none.</param>
[GenerateSerializer, Immutable]
internal sealed record HostNotice([property: Id(0)] string From, [property: Id(1)] byte[] Payload, [property: Id(2)] int ExceptDevice = 0);
