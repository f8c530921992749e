namespace Tombolo.App.Shell;

/// <summary>The line drawings used on buttons and lines.</summary>
public enum Glyph
{
    /// <summary>Arrow to where one came from.</summary>
    Back,

    /// <summary>Gear.</summary>
    Settings,

    /// <summary>Pen on paper: new chat.</summary>
    Write,

    /// <summary>Paper plane.</summary>
    Send,

    /// <summary>Closed lock.</summary>
    Lock,

    /// <summary>Letter i in a circle.</summary>
    Info,

    /// <summary>Cross.</summary>
    Close,

    /// <summary>Arrow to more.</summary>
    Forward,

    /// <summary>Two shores and the bar of sand between them: third-party chats.</summary>
    Bridge,

    /// <summary>Exclamation mark in a triangle.</summary>
    Warning,

    /// <summary>Shield.</summary>
    Shield,

    /// <summary>Document.</summary>
    Policy,

    /// <summary>Phone.</summary>
    Phone,

    /// <summary>Hand that knocks.</summary>
    Knock,

    /// <summary>Forbidden sign.</summary>
    Block,

    /// <summary>Broken puzzle: what is missing.</summary>
    Missing,

    /// <summary>Key.</summary>
    Key,

    /// <summary>Envelope.</summary>
    Email,

    /// <summary>Two lists.</summary>
    Inbox,

    /// <summary>Cloud with a stroke: no connection.</summary>
    Offline,
}
