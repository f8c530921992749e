namespace Tombolo.App.Wordings;

/// <summary>The dialog that starts a chat.</summary>
internal sealed record NewChatWording
{
    public required string Where { get; init; }
    public required string Phone { get; init; }
    public required string Email { get; init; }
    public required string Handle { get; init; }
    public required string Known { get; init; }
    public required string Open { get; init; }
    public required string PhoneInvalid { get; init; }
    public required string EmailInvalid { get; init; }
    public required string HandleInvalid { get; init; }
    public required string ThirdPartyHint { get; init; }
}
