using Tombolo.Interop.Identity;
using Tombolo.Partner.Tokens;
using Wren.Server.Settings;

namespace Wren.Server.SignIn;

/// <summary>Sign-in by e-mail, and the identity tokens that open the host to whoever is signed in.</summary>
internal static class SignInEndpoints
{
    private const string Scheme = "Bearer ";

    public static void MapSignIn(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/v1/sign-in", Start);
        endpoints.MapPost("/v1/sign-in/{id}/verification", Verify);
        endpoints.MapPost("/v1/identity-tokens", IssueToken);
    }

    private static IResult Start(SignInRequest request, Codes codes, WrenSettings settings)
    {
        if (!settings.Development)
        {
            return Refusal(StatusCodes.Status503ServiceUnavailable, "sign_in_closed", "This sample sends no e-mail; it runs in development mode only.");
        }

        if (!EmailAddress.TryCanonicalise(request.Email, out var email))
        {
            return Refusal(StatusCodes.Status400BadRequest, "email_invalid", "This is not an e-mail address.");
        }

        return codes.Send(email) is { } id
            ? Results.Json(new SignInStarted(id), WrenJson.Default.SignInStarted, statusCode: StatusCodes.Status201Created)
            : Refusal(StatusCodes.Status429TooManyRequests, "rate_limited", "Too many codes for this address; come back in an hour.");
    }

    private static IResult Verify(string id, SignInVerification request, Codes codes, People people)
    {
        if (codes.Check(id, request.Code) is not { } email)
        {
            return Refusal(StatusCodes.Status403Forbidden, "code_wrong", "This is not the code that was sent, or it is too old.");
        }

        var session = people.OpenSession(people.FindOrAdd(email));
        return Results.Json(new SignedIn(session, email), WrenJson.Default.SignedIn, statusCode: StatusCodes.Status201Created);
    }

    private static IResult IssueToken(IdentityTokenOrder order, HttpContext context, People people, IIdentityTokenIssuer issuer)
    {
        var header = context.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) || people.FindBySession(header[Scheme.Length..].Trim()) is not { } person)
        {
            return Refusal(StatusCodes.Status401Unauthorized, "signed_out", "Sign in first.");
        }

        return Issue(issuer, person, order.Purpose, order.Jkt);
    }

    internal static IResult Issue(IIdentityTokenIssuer issuer, Person person, string purpose, string jkt)
    {
        try
        {
            var token = issuer.Issue(new IdentityTokenRequest
            {
                Subject = person.Id,
                Identifier = new Identifier(IdentifierTypes.Email, person.Email),
                Region = person.Region,
                Purpose = purpose,
                KeyThumbprint = jkt,
            });
            return Results.Json(new IdentityTokenReply(token), WrenJson.Default.IdentityTokenReply);
        }
        catch (ArgumentException exception)
        {
            return Refusal(StatusCodes.Status400BadRequest, "request_malformed", exception.Message);
        }
    }

    internal static IResult Refusal(int status, string code, string detail) =>
        Results.Problem(statusCode: status, detail: detail, extensions: new Dictionary<string, object?> { ["code"] = code });
}
