using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tombolo.Interop.Discovery;
using Tombolo.Interop.Enlistment;
using Tombolo.Interop.Errors;
using Tombolo.Interop.Json;
using Tombolo.Interop.Registration;

namespace Tombolo.Client.Registration;

/// <summary>The host's HTTP doors. Replies are bounded, refusals are values.</summary>
internal sealed class HostClient(HttpClient http, Uri server)
{
    private const int MaxReplyBytes = 64 * 1024;

    private static readonly MediaTypeHeaderValue Json = new("application/json");

    public Task<Outcome<HostDocument>> DescribeAsync(CancellationToken cancellationToken) =>
        SendAsync(new HttpRequestMessage(HttpMethod.Get, Absolute(HostDocument.Path)), InteropJson.Default.HostDocument, cancellationToken);

    public Task<Outcome<RegistrationStarted>> RegisterAsync(string number, CancellationToken cancellationToken) => SendAsync(
        Post("v1/registrations", new RegistrationRequest(number), InteropJson.Default.RegistrationRequest),
        InteropJson.Default.RegistrationStarted,
        cancellationToken);

    public Task<Outcome<Enrolled>> VerifyAsync(string registration, VerificationRequest request, CancellationToken cancellationToken) => SendAsync(
        Post($"v1/registrations/{Uri.EscapeDataString(registration)}/verification", request, InteropJson.Default.VerificationRequest),
        InteropJson.Default.Enrolled,
        cancellationToken);

    public Task<Outcome<NonceIssued>> NonceAsync(CancellationToken cancellationToken) => SendAsync(
        new HttpRequestMessage(HttpMethod.Post, Absolute("interop/v1/nonces")), InteropJson.Default.NonceIssued, cancellationToken);

    public Task<Outcome<Enrolled>> EnlistAsync(EnlistmentRequest request, CancellationToken cancellationToken) => SendAsync(
        Post("interop/v1/enlistments", request, InteropJson.Default.EnlistmentRequest), InteropJson.Default.Enrolled, cancellationToken);

    private Uri Absolute(string path) => new(server, path);

    private HttpRequestMessage Post<TBody>(string path, TBody body, JsonTypeInfo<TBody> type)
    {
        var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(body, type));
        content.Headers.ContentType = Json;
        return new HttpRequestMessage(HttpMethod.Post, Absolute(path)) { Content = content };
    }

    private async Task<Outcome<TReply>> SendAsync<TReply>(HttpRequestMessage request, JsonTypeInfo<TReply> type, CancellationToken cancellationToken)
        where TReply : class
    {
        try
        {
            using (request)
            {
                using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
                var body = await ReadAsync(response.Content, cancellationToken);
                if (body is null)
                {
                    return RefusalCodes.Local(RefusalCodes.ProtocolBroken);
                }

                return response.IsSuccessStatusCode
                    ? JsonSerializer.Deserialize(body, type) ?? (Outcome<TReply>)RefusalCodes.Local(RefusalCodes.ProtocolBroken)
                    : Refused(response, body);
            }
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException or TimeoutException)
        {
            return RefusalCodes.Local(RefusalCodes.Offline);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return RefusalCodes.Local(RefusalCodes.Offline);
        }
        catch (JsonException)
        {
            return RefusalCodes.Local(RefusalCodes.ProtocolBroken);
        }
    }

    private static Refusal Refused(HttpResponseMessage response, byte[] body)
    {
        Refusal refusal;
        try
        {
            var problem = JsonSerializer.Deserialize(body, InteropJson.Default.ProblemDocument);
            refusal = problem is null ? Unexplained(response.StatusCode) : Refusal.Of(problem.Code);
        }
        catch (JsonException)
        {
            refusal = Unexplained(response.StatusCode);
        }

        return refusal with { RetryAfter = response.Headers.RetryAfter?.Delta };
    }

    private static Refusal Unexplained(HttpStatusCode status) => status switch
    {
        HttpStatusCode.TooManyRequests => Refusal.For(ErrorCode.RateLimited),
        HttpStatusCode.NotFound => RefusalCodes.Local(RefusalCodes.ProtocolBroken),
        _ => Refusal.For(ErrorCode.InternalError),
    };

    /// <summary>The body; null when it is larger than any reply of this protocol.</summary>
    private static async Task<byte[]?> ReadAsync(HttpContent content, CancellationToken cancellationToken)
    {
        if (content.Headers.ContentLength > MaxReplyBytes)
        {
            return null;
        }

        await using var stream = await content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[MaxReplyBytes + 1];
        var length = await stream.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return length > MaxReplyBytes ? null : buffer[..length];
    }
}
