using System.Text.Json.Nodes;

namespace Tombolo.Cli.Client.Rpc;

/// <summary>One JSON object, one line, one write: replies and notifications never mix.</summary>
internal sealed class LineWriter(Stream stream) : IDisposable
{
    private readonly SemaphoreSlim _gate = new(1, 1);

    public async Task WriteAsync(JsonNode message)
    {
        byte[] line = [.. System.Text.Encoding.UTF8.GetBytes(message.ToJsonString(RpcJson.Options)), (byte)'\n'];
        await _gate.WaitAsync();
        try
        {
            await stream.WriteAsync(line);
            await stream.FlushAsync();
        }
        finally
        {
            _gate.Release();
        }
    }

    public void Dispose() => _gate.Dispose();
}
