using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tombolo.Interop.Json;

namespace Tombolo.Cli.Remote;

/// <summary>A command that asks a server something: its refusals and silences become messages and exit codes, here and only here.</summary>
internal static class RemoteCall
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    public static async Task<int> RunAsync(Func<HttpClient, Task<int>> call, CancellationToken cancellationToken)
    {
        using var client = new HttpClient { Timeout = Patience };
        try
        {
            return await call(client);
        }
        catch (RefusedException refused)
        {
            Complaint.Write(refused.Message);
            return ExitCode.Refused;
        }
        catch (HttpRequestException unreachable)
        {
            Complaint.Write($"The server cannot be reached: {unreachable.Message}");
            return ExitCode.Unreachable;
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            Complaint.Write($"The server did not answer within {Patience.TotalSeconds:0} seconds.");
            return ExitCode.Unreachable;
        }
        catch (JsonException)
        {
            Complaint.Write("The server's answer is not what this command understands; is this the URL of a Tombolo host?");
            return ExitCode.Refused;
        }
    }

    /// <summary>The body of a successful answer.</summary>
    /// <exception cref="RefusedException">The answer is a refusal; its code and text are in the message.</exception>
    public static async Task<T> ReadAsync<T>(HttpResponseMessage response, JsonTypeInfo<T> type, CancellationToken cancellationToken)
    {
        using (response)
        {
            if (!response.IsSuccessStatusCode)
            {
                throw new RefusedException(await DescribeAsync(response, cancellationToken));
            }

            return await response.Content.ReadFromJsonAsync(type, cancellationToken) ?? throw new JsonException("An empty answer.");
        }
    }

    private static async Task<string> DescribeAsync(HttpResponseMessage response, CancellationToken cancellationToken)
    {
        var status = $"{(int)response.StatusCode} {response.ReasonPhrase}";
        if (response.Content.Headers.ContentType?.MediaType is not "application/problem+json")
        {
            return $"Refused: {status} at {response.RequestMessage?.RequestUri}.";
        }

        var problem = await response.Content.ReadFromJsonAsync(InteropJson.Default.ProblemDocument, cancellationToken);
        return $"Refused: {problem?.Code} ({status}). {problem?.Detail ?? problem?.Title}".TrimEnd();
    }
}
