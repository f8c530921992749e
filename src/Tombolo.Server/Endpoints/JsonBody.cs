using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.AspNetCore.Http;

namespace Tombolo.Server.Endpoints;

/// <summary>Reads a request body that nobody has vouched for: bounded before it is buffered, one shape, or a refusal.</summary>
internal static class JsonBody
{
    // A full set of keys in base64url is 60 KB.
    private const int MaxBytes = 128 * 1024;

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

        var buffer = new byte[MaxBytes + 1];
        try
        {
            var read = await context.Request.Body.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, context.RequestAborted);
            if (read > MaxBytes)
            {
                return ErrorCode.RequestTooLarge;
            }

            return JsonSerializer.Deserialize(buffer.AsSpan(0, read), shape) is { } body ? body : ErrorCode.RequestMalformed;
        }
        catch (Exception exception) when (exception is JsonException or BadHttpRequestException)
        {
            return ErrorCode.RequestMalformed;
        }
    }
}
