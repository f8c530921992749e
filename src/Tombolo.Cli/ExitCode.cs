namespace Tombolo.Cli;

/// <summary>The exit codes of every command, as documented in README.md and <c>tombolo --help</c>.</summary>
internal static class ExitCode
{
    /// <summary>All of them in a line, for help texts.</summary>
    public const string Meanings = "0 done, 1 failed, 2 wrong command line or settings or a taken port, 3 refused by the other side, 4 not reachable";

    /// <summary>Done; for a server: stopped because it was asked to.</summary>
    public const int Success = 0;

    /// <summary>Something broke that the command could not foresee; the message says what.</summary>
    public const int Failure = 1;

    /// <summary>The command line or the settings cannot be used, or a port or folder they name is taken.</summary>
    public const int Usage = 2;

    /// <summary>The other side answered and refused; the message holds its error code.</summary>
    public const int Refused = 3;

    /// <summary>The other side could not be reached.</summary>
    public const int Unreachable = 4;
}
