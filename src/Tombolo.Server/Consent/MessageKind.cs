namespace Tombolo.Server.Consent;

/// <summary>What a message carries, as far as policies care.</summary>
internal enum MessageKind
{
    /// <summary>Ciphertext for devices (<c>urn:tombolo:e2ee:0</c>).</summary>
    Encrypted,

    /// <summary>A request to send again; itself carries no content.</summary>
    Retry,

    /// <summary>Anything a person could read; allowed only between accounts of the own domain where the operator says so.</summary>
    Plain,
}
