namespace Tombolo.Cli.Bench.Compare;

/// <summary>The rows of the table by the names that <c>--only</c> takes.</summary>
internal static class Rows
{
    public const string Chat = "chat";
    public const string Archive = "archive";
    public const string Offered = "offered";
    public const string Tls = "tls";
    public const string Wire = "wire";
    public const string LoginScram = "login-scram";
    public const string LoginTls = "login-tls";
    public const string Drain = "drain";
    public const string Idle = "idle";
    public const string IdleTls = "idle-tls";

    /// <summary>In the order of the table, with what each is.</summary>
    public static IReadOnlyDictionary<string, string> All { get; } = new Dictionary<string, string>
    {
        [Chat] = "pairs, one message outstanding each, 0198 on, 400-byte bodies",
        [Archive] = "the same against ejabberd with its archive on",
        [Offered] = "the same at an offered rate",
        [Tls] = "the same inside TLS 1.3",
        [Wire] = "our own devices inside TLS: encrypted messages, each confirmed",
        [LoginScram] = "logins with SCRAM-SHA-1, bind included",
        [LoginTls] = "logins with TLS 1.3 and PLAIN, bind included",
        [Drain] = "offline messages fetched",
        [Idle] = "memory of connections that do nothing",
        [IdleTls] = "the same inside TLS 1.3",
    };
}
