using Tombolo.App.Shell;

namespace Tombolo.App.Enrolment;

/// <summary>The host no longer knows this device (its data was cleared, or the number was registered elsewhere): one tap registers it again.</summary>
public sealed partial class SignInAgainScreen : LiveComponent;
