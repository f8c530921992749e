using Tombolo.Server.Accounts;

namespace Tombolo.Server.Consent;

/// <summary>What policies may know about a message: who, from which service, what kind. Never its content.</summary>
internal readonly record struct MessageFacts(DeviceAddress Sender, string? SenderPartner, MessageKind Kind, bool Ephemeral);
