using Tombolo.Server;

namespace Tombolo.TestHost;

internal sealed record ServerHostOptions
{
    public required string DataFolder { get; init; }

    /// <summary>Breaks durability on purpose: writes are reported done before they are committed.</summary>
    public bool AcknowledgesEarly { get; init; }

    /// <summary>The database to use; null for the engine that <see cref="TestStore"/> names.</summary>
    public string? PostgresConnection { get; init; }

    /// <summary>Accounts come from the store instead of being whatever a test names.</summary>
    public bool HasRealAccounts { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Action<TomboloServerOptions> Configure { get; init; } = _ => { };
}
