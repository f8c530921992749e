namespace Tombolo.Xmpp.Streams;

/// <summary>Whether a stream can go over to TLS (RFC 6120 section 5).</summary>
public enum StartTlsOffer
{
    /// <summary>It cannot, or it has.</summary>
    None,

    /// <summary>It can.</summary>
    Optional,

    /// <summary>It must.</summary>
    Required,
}
