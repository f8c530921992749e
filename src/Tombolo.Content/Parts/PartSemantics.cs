namespace Tombolo.Content.Parts;

/// <summary>How the parts of a <see cref="MultiPart"/> belong together.</summary>
public enum PartSemantics
{
    /// <summary>The same in several forms: show the last one you can show, or the best.</summary>
    ChooseOne = 0,

    /// <summary>One thing made of all parts.</summary>
    SingleUnit = 1,

    /// <summary>Several things, show each.</summary>
    ProcessAll = 2,
}
