namespace Tombolo.Peers.Tests.Signal;

/// <summary>Everything that needs Signal's library, which is installed once.</summary>
[CollectionDefinition(nameof(PeerCollection))]
public sealed class PeerCollection : ICollectionFixture<PeerInstallation>;
