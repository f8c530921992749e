using System.Net;
using System.Net.Sockets;

namespace Tombolo.Server.Partners.Outbound;

/// <summary>
/// The only way out to partners. Rules: origins registered for the partner, HTTPS; the name is resolved once and the connection goes to that answer; no
/// private, loopback or link-local address; redirects within the origin only; bounded size and time; no compression, so nothing can be inflated.
/// </summary>
/// <remarks>Loopback is open to sandbox partners of a development host alone (<see cref="Partner.MayUseLoopback"/>).</remarks>
internal sealed class OutboundClient : IDisposable
{
    private const int MaxRedirects = 2;
    private static readonly TimeSpan Timeout = TimeSpan.FromSeconds(5);
    private static readonly HttpRequestOptionsKey<bool> LoopbackAllowed = new("tombolo.loopback");
    private readonly HttpMessageInvoker _http;

    public OutboundClient()
        : this(Dns.GetHostAddressesAsync)
    {
    }

    /// <summary>With a name resolution of the caller's, for tests.</summary>
    internal OutboundClient(Func<string, CancellationToken, Task<IPAddress[]>> resolve)
    {
        _http = new HttpMessageInvoker(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            UseCookies = false,
            UseProxy = false,
            ConnectTimeout = Timeout,
            MaxResponseHeadersLength = 16,
            PooledConnectionLifetime = TimeSpan.FromMinutes(1),
            ConnectCallback = (context, cancellationToken) => ConnectAsync(context, resolve, cancellationToken),
        });
    }

    /// <summary>Fetches a small document below the partner's issuer origin.</summary>
    public async Task<OutboundReply> GetAsync(Partner partner, Uri url, int maxBytes, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Timeout);
        try
        {
            return await FollowAsync(partner, url, maxBytes, deadline.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return OutboundReply.Failed("timeout");
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            return OutboundReply.Failed((exception as HttpRequestException)?.HttpRequestError.ToString() ?? "io");
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task<OutboundReply> FollowAsync(Partner partner, Uri url, int maxBytes, CancellationToken cancellationToken)
    {
        for (var hops = 0; hops <= MaxRedirects; hops++)
        {
            if (!IsRegistered(partner, url))
            {
                return OutboundReply.Failed("foreign origin");
            }

            using var request = new HttpRequestMessage(HttpMethod.Get, url);
            request.Options.Set(LoopbackAllowed, partner.MayUseLoopback);
            request.Headers.Accept.ParseAdd("application/json");
            using var response = await _http.SendAsync(request, cancellationToken);
            if ((int)response.StatusCode is < 300 or >= 400)
            {
                return await ReadAsync(response, maxBytes, cancellationToken);
            }

            if (response.Headers.Location is not { } location)
            {
                return OutboundReply.Failed("redirect without location");
            }

            url = new Uri(url, location);
        }

        return OutboundReply.Failed("too many redirects");
    }

    private static bool IsRegistered(Partner partner, Uri url) =>
        Uri.Compare(url, partner.IssuerUrl, UriComponents.SchemeAndServer | UriComponents.UserInfo, UriFormat.UriEscaped, StringComparison.OrdinalIgnoreCase) == 0
        && (url.Scheme == Uri.UriSchemeHttps || partner.MayUseLoopback);

    private static async Task<OutboundReply> ReadAsync(HttpResponseMessage response, int maxBytes, CancellationToken cancellationToken)
    {
        if (response.StatusCode != HttpStatusCode.OK)
        {
            return OutboundReply.Failed("status " + (int)response.StatusCode);
        }

        if (response.Content.Headers.ContentEncoding.Count > 0 || response.Content.Headers.ContentLength > maxBytes)
        {
            return OutboundReply.Failed("compressed or too large");
        }

        await using var body = await response.Content.ReadAsStreamAsync(cancellationToken);
        var buffer = new byte[maxBytes + 1];
        var read = await body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, cancellationToken);
        return read > maxBytes ? OutboundReply.Failed("too large") : OutboundReply.Success(buffer.AsMemory(0, read), response.Headers.CacheControl);
    }

    private static async ValueTask<Stream> ConnectAsync(
        SocketsHttpConnectionContext context, Func<string, CancellationToken, Task<IPAddress[]>> resolve, CancellationToken cancellationToken)
    {
        var mayUseLoopback = context.InitialRequestMessage.Options.TryGetValue(LoopbackAllowed, out var allowed) && allowed;
        var endpoint = context.DnsEndPoint;
        var addresses = IPAddress.TryParse(endpoint.Host, out var literal) ? [literal] : await resolve(endpoint.Host, cancellationToken);

        // One address of the wrong kind spoils the name: a mixed answer is how rebinding begins.
        if (addresses.Length == 0 || !Array.TrueForAll(addresses, address => PublicAddress.IsPublic(address) || (mayUseLoopback && IPAddress.IsLoopback(address))))
        {
            throw new HttpRequestException(HttpRequestError.ConnectionError, "The name does not lead to a public address.");
        }

        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            await socket.ConnectAsync(addresses, endpoint.Port, cancellationToken);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
