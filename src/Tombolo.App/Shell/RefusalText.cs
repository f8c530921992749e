using Tombolo.App.Wordings;
using Tombolo.Client;
using Tombolo.Interop.Errors;

namespace Tombolo.App.Shell;

/// <summary>A refusal in the person's language, with what to do about it. Told apart by code, never by text.</summary>
internal static class RefusalText
{
    /// <param name="refusal">What was refused.</param>
    /// <param name="words">The language.</param>
    /// <param name="person">Whom it concerned, as shown on the screen; used by the sentences that name somebody.</param>
    public static string In(this Refusal refusal, Wording words, string person = "") => Of(refusal.Code, words, person);

    public static string Of(string code, Wording words, string person = "")
    {
        var errors = words.Errors;
        return ErrorCodes.TryParse(code, out var known) ? Wording.Fill(Sentence(known, errors), person, code) : code switch
        {
            RefusalCodes.Offline => errors.Offline,
            RefusalCodes.TextTooLong => errors.TooLong,
            RefusalCodes.NotRegistered => errors.SignInAgain,
            _ => Unknown(code, errors),
        };

        string Sentence(ErrorCode error, ErrorsWording e) => error switch
        {
            ErrorCode.NumberInvalid => e.NumberInvalid,
            ErrorCode.RegistrationClosed => e.RegistrationClosed,
            ErrorCode.RateLimited or ErrorCode.PolicyRate => e.RateLimited,
            ErrorCode.CodeWrong => e.CodeWrong,
            ErrorCode.CodeExpired or ErrorCode.RegistrationUnknown => e.CodeExpired,
            ErrorCode.AttemptsExhausted => e.AttemptsExhausted,
            ErrorCode.NotReachable => e.NotReachable,
            ErrorCode.PolicyOptedOut => e.OptedOut,
            ErrorCode.RequestTooLarge or ErrorCode.CiphertextTooLarge => e.TooLong,
            ErrorCode.DeviceUnknown or ErrorCode.LoginTokenInvalid => e.SignInAgain,
            ErrorCode.EnlistmentEnded => e.EnlistmentEnded,
            ErrorCode.IdentifierMismatch => e.EmailInvalid,
            _ => Unknown(code, e),
        };
    }

    private static string Unknown(string code, ErrorsWording errors) => Wording.Fill(errors.Unknown, code);
}
