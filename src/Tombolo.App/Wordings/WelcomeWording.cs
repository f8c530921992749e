namespace Tombolo.App.Wordings;

/// <summary>Registration, signing in again, and the screen of a tab that does not hold the device.</summary>
internal sealed record WelcomeWording
{
    public required string Title { get; init; }
    public required string PhoneLead { get; init; }
    public required string EmailLead { get; init; }
    public required string PhoneLabel { get; init; }
    public required string PhoneHint { get; init; }
    public required string EmailLabel { get; init; }
    public required string EmailHint { get; init; }
    public required string Start { get; init; }
    public required string CodeTitle { get; init; }
    public required string CodeByText { get; init; }
    public required string CodeByEmail { get; init; }
    public required string CodeLabel { get; init; }
    public required string Verify { get; init; }
    public required string ChangeIdentifier { get; init; }
    public required string SendAgain { get; init; }
    public required string DemoNumber { get; init; }
    public required string DemoCode { get; init; }
    public required string MakingKeys { get; init; }
    public required string Promise { get; init; }
    public required string AgainTitle { get; init; }
    public required string AgainLead { get; init; }
    public required string AgainButton { get; init; }
    public required string ElsewhereTitle { get; init; }
    public required string ElsewhereLead { get; init; }
    public required string UseHere { get; init; }
}
