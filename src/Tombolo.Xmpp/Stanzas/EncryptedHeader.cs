namespace Tombolo.Xmpp.Stanzas;

/// <summary>The attributes of <c>&lt;encrypted xmlns='urn:tombolo:e2ee:0'/&gt;</c>, ranges counting among the decoded values.</summary>
internal struct EncryptedHeader
{
    internal int Child;
    internal int Device;
    internal bool IsRetry;
    internal bool Ephemeral;
    internal bool Quiet;
    internal ByteRange Suite;
    internal ByteRange Digest;

    /// <summary>The message a <c>retry</c> asks for again.</summary>
    internal ByteRange RetryId;
    internal EncryptedDefect Defect;
}
