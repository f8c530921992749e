namespace Tombolo.Server.Accounts;

/// <summary>Times in the store are milliseconds since 1970, UTC.</summary>
internal static class StoreTime
{
    public static long Now(this TimeProvider time) => time.GetUtcNow().ToUnixTimeMilliseconds();

    public static long ToStore(this TimeSpan span) => (long)span.TotalMilliseconds;

    public static DateTimeOffset FromStore(long milliseconds) => DateTimeOffset.FromUnixTimeMilliseconds(milliseconds);
}
