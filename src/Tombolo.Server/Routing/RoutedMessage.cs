using Tombolo.Server.Mailboxes;

namespace Tombolo.Server.Routing;

/// <summary>A message in a lane, with what answering its sender needs.</summary>
internal readonly record struct RoutedMessage(InboundMessage Message, byte[] Id, long Ticket);
