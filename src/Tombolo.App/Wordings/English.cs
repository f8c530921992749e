namespace Tombolo.App.Wordings;

/// <summary>The app's words in English.</summary>
internal static class English
{
    public static Wording Create() => new()
    {
        Language = "en",
        Days = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"],
        Months = ["January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"],
        DateFormat = "{0} {1} {2}",
        Common = Common(),
        Welcome = Welcome(),
        Chats = Chats(),
        NewChat = NewChat(),
        Chat = Chat(),
        Details = Details(),
        Requests = Requests(),
        ThirdParty = ThirdParty(),
        Settings = Settings(),
        Connection = Connection(),
        Errors = Errors(),
    };

    private static CommonWording Common() => new()
    {
        Back = "Back",
        Close = "Close",
        Cancel = "Cancel",
        Continue = "Continue",
        Save = "Save",
        On = "On",
        Off = "Off",
        OnPartner = "on {0}",
        Loading = "Opening {0}…",
        UpdateReady = "A newer version is ready.",
        Update = "Update now",
        Crashed = "Something went wrong here. Your messages are safe on this device.",
        Reload = "Open again",
    };

    private static WelcomeWording Welcome() => new()
    {
        Title = "Welcome to {0}",
        PhoneLead = "Private chats by phone number. And, if you wish, with people who use another messenger.",
        EmailLead = "Chats for work, by e-mail address. They reach people on other messengers too.",
        PhoneLabel = "Your phone number",
        PhoneHint = "With the country code, for example +34 600 000 000",
        EmailLabel = "Your e-mail address",
        EmailHint = "We send a code there to see that it is yours",
        Start = "Create my account",
        CodeTitle = "Enter your code",
        CodeByText = "We sent it by text message to {0}.",
        CodeByEmail = "We sent it by e-mail to {0}.",
        CodeLabel = "Code",
        Verify = "Confirm",
        ChangeIdentifier = "Use another",
        SendAgain = "Send a new code",
        DemoNumber = "Development mode: filled in for you, nothing is really sent.",
        DemoCode = "Development mode: the code fills itself in.",
        MakingKeys = "Making your keys on this device…",
        Promise = "Your keys are made on this device and never leave it.",
        AgainTitle = "Please sign in again",
        AgainLead = "The server no longer knows this device. The chats on it are still here.",
        AgainButton = "Sign in again as {0}",
        ElsewhereTitle = "{0} is open elsewhere",
        ElsewhereLead = "Another tab or window is using this account. Only one can do so at a time, so that no message gets lost.",
        UseHere = "Use it here",
    };

    private static ChatsWording Chats() => new()
    {
        Title = "Chats",
        ThirdParty = "Third-party chats",
        ThirdPartyLead = "People on {0}",
        ThirdPartyOff = "Turned off",
        ThirdPartyEmpty = "Nobody has written from another messenger yet.",
        ThirdPartyEmptyHint = "Start a chat yourself, or give people your phone number.",
        New = "New chat",
        Settings = "Settings",
        Empty = "No chats yet",
        EmptyHint = "Start one: all you need is a phone number.",
        Unread = "{0} unread",
        UnreadOne = "1 unread",
        Requests = "{0} message requests",
        RequestOne = "1 message request",
        You = "You: {0}",
        Pick = "Choose a chat, or start a new one",
        ReadOnly = "read-only",
        Yesterday = "Yesterday",
        Today = "Today",
    };

    private static NewChatWording NewChat() => new()
    {
        Where = "Which messenger do they use?",
        Phone = "Phone number",
        Email = "E-mail address",
        Handle = "User name",
        Known = "People of this demo",
        Open = "Start chat",
        PhoneInvalid = "Write the number with its country code, for example +34 600 000 000.",
        EmailInvalid = "Write a full e-mail address, for example bea@wren.example.",
        HandleInvalid = "Write a user name.",
        ThirdPartyHint = "To write to people on another messenger, turn third-party chats on in the settings.",
    };

    private static ChatWording Chat() => new()
    {
        Messages = "Messages with {0}",
        Composer = "Message",
        Send = "Send",
        Details = "Details of this chat",
        Encrypted = "End-to-end encrypted",
        EncryptedShort = "Encrypted",
        EncryptedLine = "Messages here are end-to-end encrypted. Only you and {0} can read them, not the services between.",
        Queued = "Waiting to be sent",
        Sent = "Sent",
        Delivered = "Delivered",
        Read = "Read",
        Failed = "Not sent",
        WaitingForKey = "Waiting for this message. It was asked for again and will appear here.",
        Unsupported = "This kind of message cannot be shown yet.",
        YouWrote = "You",
        NewMessages = "New messages",
        FirstTime = "Write the first message. {0} will see a request and decides whether to answer.",
        FirstTimeNative = "Write the first message.",
        ReadOnlyOff = "You turned third-party chats off. You can read this chat, but nobody can write in it.",
        ReadOnlyBlocked = "You blocked this person. Nothing they write reaches you.",
        ReadOnlyPeer = "This person does not take messages from here any more.",
        TurnOn = "Turn on again",
        Unblock = "Unblock",
        NoticeKey = "The keys of {0} have changed, usually because of a new phone or app. Compare the safety number if you want to be sure.",
        NoticeIdentifier = "This person is now {0}.",
        NoticeReadOnly = "This chat can only be read for now.",
        NoticeWritable = "You can write here again.",
    };

    private static DetailsWording Details() => new()
    {
        Title = "About this chat",
        Identifier = "Confirmed by {0} for this chat",
        Service = "Messenger",
        Encryption = "Encryption",
        Suite = "Signal protocol, from your device to theirs",
        Privacy = "Once a message is on {0}, the rules of {0} apply to it.",
        SafetyNumber = "Safety number",
        SafetyLead = "Compare it with {0}, by phone or face to face. If both screens show the same digits, nobody stands between you.",
        SafetyLater = "It appears after the first message.",
        Block = "Block {0}",
        BlockLead = "Blocking works on {0} only. The person can still reach you elsewhere.",
    };

    private static RequestsWording Requests() => new()
    {
        Title = "Message request",
        Lead = "{0} wants to write to you",
        LeadPartner = "{0} on {1} wants to write to you",
        Discreet = "Nobody is told whether you have seen this, or what you decide, until you accept.",
        Accept = "Accept",
        Decline = "Decline",
        Block = "Block",
        Preview = "What they wrote",
    };

    private static ThirdPartyWording ThirdParty() => new()
    {
        Title = "Third-party chats",
        IntroTitle = "Write to people on other messengers",
        IntroLead = "They keep their app, you keep yours. Off until you say so, and off again whenever you like.",
        TurnOn = "Turn on",
        ExplainTitle = "Good to know first",
        ExplainEncrypted = "Messages stay end-to-end encrypted. Neither {0} nor the other service can read them on their way.",
        ExplainPolicy = "What arrives in the other app is handled under that service’s privacy policy, not ours.",
        ExplainNumber = "The other service learns your phone number. Your name, picture and contacts are not sent.",
        ExplainReach = "Anyone there who knows your number can ask to write to you. You decide each time.",
        ExplainBlocked = "Blocks do not travel: people you blocked here may ask again from another service.",
        ExplainSpam = "Spam and scams may be more common. Nothing is delivered past the request before you accept.",
        ExplainMissing = "Some features are missing: for now these chats carry text, without groups or calls.",
        PickTitle = "Choose the messengers",
        PickLead = "Only people on the ones you tick can write to you, and you to them.",
        PickNone = "No other messenger is connected yet. You will see a notice here when one is.",
        PickByEmail = "Its people are found by e-mail address",
        PickByPhone = "Its people are found by phone number",
        PickByHandle = "Its people are found by user name",
        InboxTitle = "Where should these chats appear?",
        InboxSeparate = "In a list of their own",
        InboxSeparateLead = "One entry above your chats leads there",
        InboxCombined = "Among your other chats",
        InboxCombinedLead = "Each one carries the name of its messenger",
        Done = "Done",
        Step = "Step {0} of 4",
        OnLead = "People on the messengers below can ask to write to you.",
        Messengers = "Messengers",
        Inbox = "Inbox",
        TurnOff = "Turn off third-party chats",
        TurnOffLead = "The chats stay readable. Nothing new is delivered, and senders are told so.",
        ReadAgain = "Read again what this means",
    };

    private static SettingsWording Settings() => new()
    {
        Title = "Settings",
        Account = "Account",
        PhoneNumber = "Phone number",
        Email = "E-mail address",
        About = "About",
        Device = "This device",
        DeviceLead = "Messages and keys are kept encrypted in this browser",
        Version = "Version",
    };

    private static ConnectionWording Connection() => new()
    {
        Connecting = "Connecting…",
        Offline = "Offline. What you write is sent as soon as there is a connection.",
        Online = "Connected",
    };

    private static ErrorsWording Errors() => new()
    {
        NumberInvalid = "This does not look like a phone number. Write it with the country code, for example +34 600 000 000.",
        EmailInvalid = "This does not look like an e-mail address. Please check it.",
        RegistrationClosed = "This server takes no registrations at the moment. Its operator has to set up text messages first.",
        RateLimited = "That was too often. Please wait a few minutes and try again.",
        CodeWrong = "That is not the code we sent. Please check it and try again.",
        CodeExpired = "This code is too old. Ask for a new one.",
        AttemptsExhausted = "Too many wrong codes. Ask for a new one.",
        NotReachable = "Nobody can be reached under {0}. They may use another messenger, or have not turned third-party chats on.",
        OptedOut = "{0} has turned third-party chats off. The message was not delivered.",
        OptInFirst = "Turn third-party chats on first, in the settings.",
        TooLong = "This message is too long. Split it into shorter ones.",
        Offline = "The server cannot be reached. Check the connection and try again.",
        SignInAgain = "The server no longer knows this device. Sign in again.",
        EnlistmentEnded = "Your access from here has ended. Sign in again to renew it.",
        Blocked = "You blocked this person. Unblock them to write.",
        Unknown = "That did not work ({0}). Please try again; if it keeps happening, tell whoever runs this server.",
    };
}
