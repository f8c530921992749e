using Npgsql;

namespace Tombolo.Server.Storage.Postgres;

/// <summary>The ways this process speaks with PostgreSQL: one connection that writes, a few that read and cannot write.</summary>
internal static class PostgresConnections
{
    // Our statements take microseconds, compiling one takes a tenth of a second, each time: PostgreSQL does it as soon as it takes a plan for costly.
    private const string NoCompiling = " -c jit=off";

    /// <summary>Commits count when the server has flushed them, whatever its configuration says.</summary>
    public static NpgsqlDataSource Writer(string connectionString) => Open(connectionString, "-c synchronous_commit=on" + NoCompiling, 1);

    public static NpgsqlDataSource Readers(string connectionString, int limit) => Open(connectionString, "-c default_transaction_read_only=on" + NoCompiling, limit);

    /// <summary>For one connection that ends when it is closed.</summary>
    public static string Alone(string connectionString) =>
        new NpgsqlConnectionStringBuilder(connectionString) { ApplicationName = "tombolo", Pooling = false, IncludeErrorDetail = false }.ToString();

    /// <summary>
    /// For a connection that holds a lock as long as it lives. Whoever waits for the lock waits some seconds: a host that was killed may not be gone yet. When its
    /// whole machine is gone PostgreSQL notices about as fast.
    /// </summary>
    public static string Claim(string connectionString)
    {
        var builder = new NpgsqlConnectionStringBuilder(Alone(connectionString)) { KeepAlive = 10 };
        builder.Options = $"{builder.Options} -c lock_timeout=10s -c tcp_keepalives_idle=4 -c tcp_keepalives_interval=2 -c tcp_keepalives_count=2".TrimStart();
        return builder.ToString();
    }

    private static NpgsqlDataSource Open(string connectionString, string options, int limit)
    {
        var builder = new NpgsqlConnectionStringBuilder(connectionString)
        {
            ApplicationName = "tombolo",
            MaxPoolSize = limit,
            MinPoolSize = 0,
            MaxAutoPrepare = 200,
            AutoPrepareMinUsages = 2,
            IncludeErrorDetail = false,
            NoResetOnClose = true,
        };
        builder.Options = string.IsNullOrEmpty(builder.Options) ? options : builder.Options + " " + options;
        return NpgsqlDataSource.Create(builder);
    }
}
