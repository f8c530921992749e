namespace Tombolo.Content.Codec;

/// <summary>Why bytes are no content this library reads. Nothing of the bytes is in it.</summary>
public enum ContentError
{
    /// <summary>There is no error.</summary>
    None,

    /// <summary>More bytes than <see cref="ContentLimits.MaxBytes"/>.</summary>
    TooLarge,

    /// <summary>Not CBOR, or bytes follow the item.</summary>
    Malformed,

    /// <summary>CBOR of another form than the specification's grammar.</summary>
    Form,

    /// <summary>More parts, levels, statuses or extensions than <see cref="ContentLimits"/> allows.</summary>
    TooMany,
}
