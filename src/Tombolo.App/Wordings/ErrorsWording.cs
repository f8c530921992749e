namespace Tombolo.App.Wordings;

/// <summary>What went wrong, and what to do about it.</summary>
internal sealed record ErrorsWording
{
    public required string NumberInvalid { get; init; }
    public required string EmailInvalid { get; init; }
    public required string RegistrationClosed { get; init; }
    public required string RateLimited { get; init; }
    public required string CodeWrong { get; init; }
    public required string CodeExpired { get; init; }
    public required string AttemptsExhausted { get; init; }
    public required string NotReachable { get; init; }
    public required string OptedOut { get; init; }
    public required string OptInFirst { get; init; }
    public required string TooLong { get; init; }
    public required string Offline { get; init; }
    public required string SignInAgain { get; init; }
    public required string EnlistmentEnded { get; init; }
    public required string Blocked { get; init; }
    public required string Unknown { get; init; }
}
