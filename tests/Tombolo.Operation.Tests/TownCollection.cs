namespace Tombolo.Operation.Tests;

/// <summary>One town for all who look at it.</summary>
[CollectionDefinition(nameof(Town))]
public sealed class TownCollection : ICollectionFixture<Town>;
