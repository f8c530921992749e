using System.Buffers;
using System.Text.Json;
using Tombolo.Server.Storage.Tables;

namespace Tombolo.Server.Storage.Backups;

/// <summary>Rows as lines of JSON arrays, and back.</summary>
internal static class RowLines
{
    public static void Write(ArrayBufferWriter<byte> line, Utf8JsonWriter writer, object?[] row)
    {
        line.ResetWrittenCount();
        writer.Reset();
        writer.WriteStartArray();
        foreach (var value in row)
        {
            switch (value)
            {
                case long number: writer.WriteNumberValue(number); break;
                case string text: writer.WriteStringValue(text); break;
                case byte[] bytes: writer.WriteBase64StringValue(bytes); break;
                default: writer.WriteNullValue(); break;
            }
        }

        writer.WriteEndArray();
        writer.Flush();
        line.Write("\n"u8);
    }

    /// <exception cref="JsonException">The line is not such a row.</exception>
    public static object?[] Read(ReadOnlySpan<byte> line, IReadOnlyList<StoredColumn> columns)
    {
        var reader = new Utf8JsonReader(line);
        var row = new object?[columns.Count];
        reader.Read();
        for (var index = 0; index < row.Length && reader.Read(); index++)
        {
            row[index] = reader.TokenType == JsonTokenType.Null ? null : columns[index].Kind switch
            {
                ColumnKind.Number => reader.GetInt64(),
                ColumnKind.Text => reader.GetString(),
                _ => reader.GetBytesFromBase64(),
            };
        }

        return reader.Read() && reader.TokenType == JsonTokenType.EndArray ? row : throw new JsonException("A row has another number of values than its table has columns.");
    }
}
