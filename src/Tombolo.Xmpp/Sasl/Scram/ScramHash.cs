namespace Tombolo.Xmpp.Sasl.Scram;

/// <summary>The hash a SCRAM mechanism works with.</summary>
public enum ScramHash
{
    /// <summary>SHA-1 (RFC 5802), for clients that know no better.</summary>
    Sha1,

    /// <summary>SHA-256 (RFC 7677).</summary>
    Sha256,
}
