using System.Net.Http.Json;
using Microsoft.AspNetCore.Components;
using Tombolo.Interop.Json;

namespace Tombolo.App.Demo;

/// <summary>Reads the code that was just sent from the development outbox of the app's own origin.</summary>
internal sealed class DemoOutbox(HttpClient http, NavigationManager navigation, TimeProvider time)
{
    private const int Attempts = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(250);

    /// <summary>The newest code sent to an identifier; null when none turns up within a few seconds, or there is no outbox.</summary>
    public async Task<string?> NewestCodeAsync(string identifier, CancellationToken cancellationToken)
    {
        var compact = string.Concat(identifier.Where(c => !char.IsWhiteSpace(c)));
        var address = new Uri(new Uri(navigation.BaseUri), $"/dev/outbox.json?number={Uri.EscapeDataString(compact)}");
        for (var attempt = 0; attempt < Attempts; attempt++)
        {
            if (await ReadAsync(address, compact, cancellationToken) is { } code)
                return code;
            await Task.Delay(Pause, time, cancellationToken);
        }

        return null;
    }

    private async Task<string?> ReadAsync(Uri address, string identifier, CancellationToken cancellationToken)
    {
        try
        {
            var outbox = await http.GetFromJsonAsync(address, InteropJson.Default.OutboxDocument, cancellationToken);
            return outbox?.Messages.FirstOrDefault(m => string.Equals(m.Number, identifier, StringComparison.OrdinalIgnoreCase))?.Code;
        }
        catch (Exception e) when (e is HttpRequestException or System.Text.Json.JsonException)
        {
            // No outbox here: then the person types the code.
            return null;
        }
    }
}
