using Npgsql;

namespace Tombolo.Server.Storage.Postgres;

/// <summary>How a PostgreSQL server is named in settings.</summary>
public static class PostgresAddress
{
    /// <summary>Whether the text is a connection string that names a host and a database. Says no more, because it may hold a password.</summary>
    public static bool IsUsable(string connectionString)
    {
        try
        {
            var builder = new NpgsqlConnectionStringBuilder(connectionString);
            return !string.IsNullOrWhiteSpace(builder.Host) && !string.IsNullOrWhiteSpace(builder.Database);
        }
        catch (Exception exception) when (exception is ArgumentException or FormatException or InvalidCastException or KeyNotFoundException or OverflowException)
        {
            return false;
        }
    }
}
