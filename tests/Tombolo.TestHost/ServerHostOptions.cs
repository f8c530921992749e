using Tombolo.Server;
using Tombolo.Server.Storage;

namespace Tombolo.TestHost;

internal sealed record ServerHostOptions
{
    public required string DataFolder { get; init; }

    /// <summary>Puts something before the store, to break durability on purpose.</summary>
    public Func<IDatabase, IDatabase>? Store { get; init; }

    /// <summary>The database to use; null for the engine that <see cref="TestStore"/> names.</summary>
    public string? PostgresConnection { get; init; }

    /// <summary>Accounts come from the store instead of being whatever a test names.</summary>
    public bool HasRealAccounts { get; init; }

    /// <summary>What the kernel holds of what is sent to one connection; null for what it thinks best.</summary>
    public int? SendBufferBytes { get; init; }

    /// <summary>Where XMPP over TLS listens; 0 for any free port.</summary>
    public int TlsPort { get; init; }

    /// <summary>Where STARTTLS is offered; 0 for any free port.</summary>
    public int StartTlsPort { get; init; }

    public TimeProvider Time { get; init; } = TimeProvider.System;

    public Action<TomboloServerOptions> Configure { get; init; } = _ => { };
}
