using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Tombolo.Interop.Errors;

namespace Tombolo.Server.Endpoints;

/// <summary>
/// Reads a request body that nobody has vouched for: as much memory as has arrived, at most a bound, in at most half a minute, one shape; or a refusal.
/// </summary>
internal static class JsonBody
{
    // A full set of keys in base64url is 60 KB.
    private const int MaxBytes = 128 * 1024;
    private static readonly TimeSpan MaxTime = TimeSpan.FromSeconds(30);

    public static async Task<Outcome<TBody>> ReadAsync<TBody>(HttpContext context, JsonTypeInfo<TBody> shape)
        where TBody : class
    {
        if (context.Request.ContentLength > MaxBytes)
        {
            return ErrorCode.RequestTooLarge;
        }

        if (!context.Request.HasJsonContentType())
        {
            return ErrorCode.RequestMalformed;
        }

        using var limit = new CancellationTokenSource(MaxTime, context.RequestServices.GetRequiredService<TimeProvider>());
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(limit.Token, context.RequestAborted);
        try
        {
            return await ReadAsync(context.Request, shape, linked.Token);
        }
        catch (Exception exception) when (exception is JsonException or BadHttpRequestException)
        {
            return ErrorCode.RequestMalformed;
        }
        catch (OperationCanceledException) when (limit.IsCancellationRequested)
        {
            return ErrorCode.RequestMalformed;
        }
    }

    private static async Task<Outcome<TBody>> ReadAsync<TBody>(HttpRequest request, JsonTypeInfo<TBody> shape, CancellationToken cancellationToken)
        where TBody : class
    {
        while (true)
        {
            var read = await request.BodyReader.ReadAsync(cancellationToken);
            if (!read.IsCompleted && read.Buffer.Length <= MaxBytes)
            {
                request.BodyReader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
                continue;
            }

            try
            {
                return read.Buffer.Length > MaxBytes ? ErrorCode.RequestTooLarge : Parse(read.Buffer, shape);
            }
            finally
            {
                request.BodyReader.AdvanceTo(read.Buffer.End);
            }
        }
    }

    private static Outcome<TBody> Parse<TBody>(in ReadOnlySequence<byte> body, JsonTypeInfo<TBody> shape)
        where TBody : class
    {
        var reader = new Utf8JsonReader(body);
        var value = JsonSerializer.Deserialize(ref reader, shape);

        // Anything but white space behind the value throws, as it does when a whole text is read.
        return value is not null && !reader.Read() ? value : ErrorCode.RequestMalformed;
    }
}
