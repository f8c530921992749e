using System.Net.Http.Json;

namespace Wren.Web.SignIn;

/// <summary>Wren's server knows which host Wren is a partner of.</summary>
internal static class WrenHost
{
    public static async Task<Uri> FindAsync(HttpClient http, CancellationToken cancellationToken)
    {
        var address = await http.GetFromJsonAsync("v1/host", WrenJson.Default.HostAddress, cancellationToken)
            ?? throw new HttpRequestException("Wren's server named no host.");
        return new Uri(address.Host);
    }
}
