namespace Tombolo.Xmpp.Stanzas;

/// <summary>What a device's part of an encrypted message holds.</summary>
public enum CiphertextKind
{
    /// <summary>The <c>kind</c> attribute is missing or holds something else.</summary>
    Other,

    /// <summary>A first message that also sets the session up.</summary>
    Prekey,

    /// <summary>A message of a session that stands.</summary>
    Message,
}
