namespace Tombolo.Cli.Bench;

/// <summary>How a load client logs in.</summary>
internal enum LoadMechanism
{
    /// <summary>SASL PLAIN (RFC 4616).</summary>
    Plain,

    /// <summary>SCRAM-SHA-1 (RFC 5802), which every peer has.</summary>
    ScramSha1,
}
