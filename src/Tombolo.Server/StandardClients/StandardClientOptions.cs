namespace Tombolo.Server.StandardClients;

/// <summary>What ordinary XMPP clients with an app password may do. They have no device, are in no device list and never see encrypted third-party chats.</summary>
public sealed class StandardClientOptions
{
    /// <summary>
    /// Lets two accounts of the own domain write to each other in plain messages, stored until an available client has acknowledged them.
    /// The host can read such messages. Default false: then they are refused with <c>policy_plaintext</c>.
    /// </summary>
    public bool PlainChat { get; set; }
}
