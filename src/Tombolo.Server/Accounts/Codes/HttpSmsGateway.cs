using System.Net.Http.Headers;
using System.Net.Mime;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Tombolo.Server.Accounts.Codes;

/// <summary>Posts <c>{"to","text"}</c> to the operator's gateway. The URL is the operator's own, so it may be on a private network.</summary>
internal sealed partial class HttpSmsGateway : ISmsGateway, IDisposable
{
    private const int MaxAnswerBytes = 65_536;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(10);
    private readonly HttpClient _http;
    private readonly Uri _url;
    private readonly TimeProvider _time;
    private readonly ILogger<HttpSmsGateway> _logger;

    public HttpSmsGateway(IOptions<TomboloServerOptions> options, TimeProvider time, ILogger<HttpSmsGateway> logger)
    {
        var registration = options.Value.Registration;
        _url = registration.SmsGatewayUrl ?? throw new InvalidOperationException("There is no gateway URL.");
        (_time, _logger) = (time, logger);
        _http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = System.Threading.Timeout.InfiniteTimeSpan, MaxResponseContentBufferSize = MaxAnswerBytes };
        if (registration.SmsGatewayToken is { Length: > 0 } token)
        {
            _http.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        }
    }

    public string? ClosedReason => null;

    public async Task<bool> SendAsync(PhoneNumber number, string code, CancellationToken cancellationToken)
    {
        var message = new Message(number.E164, $"{code} is your Tombolo code. Do not give it to anybody.");

        // Whole and with its length: small gateways do not know chunked requests.
        using var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(message, GatewayJson.Default.Message));
        content.Headers.ContentType = new MediaTypeHeaderValue(MediaTypeNames.Application.Json);
        using var late = new CancellationTokenSource(Timeout, _time);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(late.Token, cancellationToken);
        try
        {
            using var response = await _http.PostAsync(_url, content, stop.Token);
            if (response.IsSuccessStatusCode)
            {
                return true;
            }

            LogRefused((int)response.StatusCode);
        }
        catch (HttpRequestException exception)
        {
            LogFailed(exception.HttpRequestError.ToString());
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            LogFailed("timeout");
        }

        return false;
    }

    public void Dispose() => _http.Dispose();

    [LoggerMessage(2001, LogLevel.Warning, "The SMS gateway answered {Status}.")]
    private partial void LogRefused(int status);

    [LoggerMessage(2002, LogLevel.Warning, "The SMS gateway cannot be reached: {Reason}.")]
    private partial void LogFailed(string reason);

    private sealed record Message([property: JsonPropertyName("to")] string To, [property: JsonPropertyName("text")] string Text);

    [JsonSerializable(typeof(Message))]
    private sealed partial class GatewayJson : JsonSerializerContext;
}
