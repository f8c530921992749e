namespace Tombolo.Content.Parts;

/// <summary>What a part is for (section 4.4). Numbers are on the wire; unknown ones up to 255 are kept and treated as <see cref="Unspecified"/>.</summary>
public enum Disposition
{
    /// <summary>Not said.</summary>
    Unspecified = 0,

    /// <summary>To be shown as the message.</summary>
    Render = 1,

    /// <summary>A reaction to another message.</summary>
    Reaction = 2,

    /// <summary>A profile picture or name.</summary>
    Profile = 3,

    /// <summary>Shown inside another part that refers to it.</summary>
    Inline = 4,

    /// <summary>A small picture for a link or group.</summary>
    Icon = 5,

    /// <summary>A file to open or save.</summary>
    Attachment = 6,

    /// <summary>A call or conference to join.</summary>
    Session = 7,

    /// <summary>A preview of another part.</summary>
    Preview = 8,
}
