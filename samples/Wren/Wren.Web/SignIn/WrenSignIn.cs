using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Serialization.Metadata;
using Tombolo.App.Enrolment;
using Tombolo.Interop.Errors;
using Tombolo.Interop.Identity;
using Tombolo.Interop.Json;

namespace Wren.Web.SignIn;

/// <summary>Wren's own sign-in: a code to the e-mail address, then identity tokens for the host.</summary>
internal sealed class WrenSignIn(HttpClient http) : IIdentitySource
{
    private string? _pending;
    private string? _session;

    public string IdentifierType => IdentifierTypes.Email;

    public async Task<string?> StartAsync(string identifier, CancellationToken cancellationToken)
    {
        var answer = await PostAsync("v1/sign-in", new SignInRequest(identifier), WrenJson.Default.SignInRequest, WrenJson.Default.SignInStarted, cancellationToken);
        _pending = answer.Value?.Id;
        return answer.Code;
    }

    public async Task<string?> VerifyAsync(string code, CancellationToken cancellationToken)
    {
        var answer = await PostAsync($"v1/sign-in/{_pending}/verification", new SignInCode(code), WrenJson.Default.SignInCode, WrenJson.Default.SignedIn, cancellationToken);
        _session = answer.Value?.Session;
        return answer.Code;
    }

    public async Task<string?> IssueTokenAsync(string purpose, string keyThumbprint, CancellationToken cancellationToken)
    {
        if (_session is null)
            return null;
        var request = new TokenRequest(purpose, keyThumbprint);
        var answer = await PostAsync("v1/identity-tokens", request, WrenJson.Default.TokenRequest, WrenJson.Default.TokenIssued, cancellationToken);
        return answer.Value?.Token;
    }

    private async Task<Answer<TReply>> PostAsync<TRequest, TReply>(string path, TRequest body, JsonTypeInfo<TRequest> bodyType, JsonTypeInfo<TReply> replyType, CancellationToken cancellationToken)
        where TReply : class
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body, bodyType) };
        if (_session is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _session);
        try
        {
            using var response = await http.SendAsync(request, cancellationToken);
            if (response.IsSuccessStatusCode)
                return new(await response.Content.ReadFromJsonAsync(replyType, cancellationToken), null);
            return new(null, await CodeAsync(response, cancellationToken));
        }
        catch (HttpRequestException)
        {
            return new(null, Tombolo.Client.RefusalCodes.Offline);
        }
    }

    private static async Task<string> CodeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        if (response.Content.Headers.ContentType?.MediaType != "application/problem+json")
            return (response.StatusCode is HttpStatusCode.TooManyRequests ? ErrorCode.RateLimited : ErrorCode.InternalError).ToWireName();
        var problem = await response.Content.ReadFromJsonAsync(InteropJson.Default.ProblemDocument, cancellationToken);
        return problem?.Code ?? ErrorCode.InternalError.ToWireName();
    }

    /// <summary>A reply, or the code of the refusal.</summary>
    private readonly record struct Answer<TReply>(TReply? Value, string? Code);
}
