namespace Tombolo.Server.Storage.Tables;

/// <summary>What a column holds, in words of both engines. There is nothing else in our tables.</summary>
public enum ColumnKind
{
    /// <summary>64 bits, signed.</summary>
    Number,

    /// <summary>Unicode text.</summary>
    Text,

    /// <summary>Bytes.</summary>
    Bytes,
}
