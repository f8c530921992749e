using System.Text.Encodings.Web;
using System.Text.Json;
using Tombolo.Interop.Json;

namespace Tombolo.Server.Endpoints;

/// <summary>JSON as the host writes it: a plus sign stays a plus sign. Safe because the answers are <c>application/json</c> with nosniff, never part of a page.</summary>
internal static class JsonReply
{
    public static InteropJson Shapes { get; } = new(new JsonSerializerOptions(InteropJson.Default.Options) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
