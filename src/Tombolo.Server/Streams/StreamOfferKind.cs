using Tombolo.Server.Transport;
using Tombolo.Xmpp.Streams;

namespace Tombolo.Server.Streams;

/// <summary>What decides about the features a client is offered.</summary>
/// <param name="Framing">How the stream is framed.</param>
/// <param name="Passwords">Whether standard clients may log in.</param>
/// <param name="TakesDevices">Whether our own devices may.</param>
/// <param name="HasEndpointBinding">Whether the certificate can be bound to.</param>
/// <param name="IsAuthenticated">Whether a standard client has shown its password, and has a resource to bind.</param>
internal readonly record struct StreamOfferKind(StreamFraming Framing, PasswordAccess Passwords, bool TakesDevices, bool HasEndpointBinding, bool IsAuthenticated);
