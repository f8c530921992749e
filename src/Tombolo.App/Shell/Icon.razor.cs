using Microsoft.AspNetCore.Components;

namespace Tombolo.App.Shell;

/// <summary>A line drawing; always beside or inside something that says the same in words.</summary>
public sealed partial class Icon : ComponentBase
{
    /// <summary>Which one.</summary>
    [Parameter, EditorRequired]
    public Glyph Glyph { get; set; }

    /// <summary>Text size instead of button size.</summary>
    [Parameter]
    public bool Small { get; set; }

    private string Path => Glyph switch
    {
        Glyph.Back => "M15 5l-7 7 7 7",
        Glyph.Forward => "M9 5l7 7-7 7",
        Glyph.Close => "M6 6l12 12M18 6L6 18",
        Glyph.Send => "M4 12l16-8-6 16-3-6.500zM11 13.500L20 4",
        Glyph.Write => "M12 5H6a2 2 0 0 0-2 2v11a2 2 0 0 0 2 2h11a2 2 0 0 0 2-2v-6M18.5 3.500a1.8 1.8 0 0 1 2.5 2.500L12.5 14.5 9 15.500l1-3.500z",
        Glyph.Lock => "M6 11h12v9H6zM8.5 11V8a3.5 3.5 0 0 1 7 0v3",
        Glyph.Info => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M12 11v5.500M12 7.600v.2",
        Glyph.Bridge => "M3 7a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M16 17a2.5 2.5 0 1 0 5 0a2.5 2.5 0 1 0-5 0M8 7h4.500a3 3 0 0 1 0 5H11a3 3 0 0 0 0 5h5",
        Glyph.Warning => "M12 4l9 16H3zM12 10v4.500M12 17.300v.2",
        Glyph.Shield => "M12 3l7.5 3v5.500c0 4.5-3 8-7.5 9.5-4.5-1.5-7.5-5-7.5-9.500V6zM9 12l2.2 2.200L15.2 10",
        Glyph.Policy => "M7 3h7l4 4v14H7zM14 3v4h4M10 12h5M10 16h5",
        Glyph.Phone => "M8 2.500h8a1.5 1.5 0 0 1 1.5 1.500v16a1.5 1.5 0 0 1-1.5 1.500H8A1.5 1.5 0 0 1 6.5 20V4A1.5 1.5 0 0 1 8 2.500M11 18.500h2",
        Glyph.Knock => "M4 6.500A2.5 2.5 0 0 1 6.5 4h11A2.5 2.5 0 0 1 20 6.500v7a2.5 2.5 0 0 1-2.5 2.500H11l-5 4.500V16A2.5 2.5 0 0 1 4 13.500zM12 7.500v3M12 12.800v.2",
        Glyph.Block => "M12 3a9 9 0 1 0 0 18a9 9 0 1 0 0-18M5.7 5.700l12.6 12.6",
        Glyph.Missing => "M4 4h16v16H4zM8 12h8",
        Glyph.Key => "M4 15.500a4 4 0 1 0 8 0a4 4 0 1 0-8 0M11 12.700L19.5 4M16 7.500l2.5 2.5",
        Glyph.Email => "M3 6h18v12.500H3zM3.5 6.500l8.5 7 8.5-7",
        Glyph.Inbox => "M4 5h16v14H4zM4 13h4.500l1.5 2.500h4l1.5-2.500H20",
        Glyph.Offline => "M7 18.500a4.5 4.5 0 0 1-.5-9 6 6 0 0 1 1-1.500M10.5 6.200A6 6 0 0 1 18 11a4 4 0 0 1 2.5 6.200M4 4l16 16",
        _ => "M4 7h9M17 7h3M15 4.500v5M4 17h3M11 17h9M9 14.500v5",
    };
}
