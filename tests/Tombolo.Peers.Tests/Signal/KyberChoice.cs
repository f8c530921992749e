namespace Tombolo.Peers.Tests.Signal;

/// <summary>Which Kyber key a bundle carries.</summary>
internal enum KyberChoice
{
    None,
    OneTime,
    LastResort,
}
