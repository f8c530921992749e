namespace Tombolo.Interop.Enlistment;

/// <summary>Where TLS is spoken from the first byte.</summary>
/// <param name="Host">DNS name or address.</param>
/// <param name="Port">TCP port.</param>
public sealed record XmppEndpoint(string Host, int Port);
